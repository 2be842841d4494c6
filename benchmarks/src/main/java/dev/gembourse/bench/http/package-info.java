/**
 * Load over HTTP that costs the machine little, for the machine is also measured: one thread, kept-alive connections, requests
 * as bytes. Begin with {@link dev.gembourse.bench.http.HttpLoad}.
 */
@NullMarked
package dev.gembourse.bench.http;

import org.jspecify.annotations.NullMarked;
