/** Tests of feeds. */
@NullMarked
package dev.gembourse.tools.feed;

import org.jspecify.annotations.NullMarked;
