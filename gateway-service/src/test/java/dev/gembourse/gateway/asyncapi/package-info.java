@NullMarked
package dev.gembourse.gateway.asyncapi;

import org.jspecify.annotations.NullMarked;
