/** How an answer gets onto the wire: {@link dev.gembourse.gateway.http.JsonResponse}. */
@NullMarked
package dev.gembourse.gateway.http;

import org.jspecify.annotations.NullMarked;
