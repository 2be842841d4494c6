/** Reading from the services behind the gateway. */
@NullMarked
package dev.gembourse.gateway.upstream;

import org.jspecify.annotations.NullMarked;
