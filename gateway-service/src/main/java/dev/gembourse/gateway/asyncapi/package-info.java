/** What is said on Kafka, for whoever reads or writes there: {@link dev.gembourse.gateway.asyncapi.AsyncApi}. */
@NullMarked
package dev.gembourse.gateway.asyncapi;

import org.jspecify.annotations.NullMarked;
