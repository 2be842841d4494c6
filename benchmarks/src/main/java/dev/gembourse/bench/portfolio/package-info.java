/** Measures how long an account's summary and history take to read, with few trades and with many. */
@NullMarked
package dev.gembourse.bench.portfolio;

import org.jspecify.annotations.NullMarked;
