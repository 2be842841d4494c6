/** Which topics this instance follows, and how well it does. Read {@link dev.gembourse.gateway.follow.Followers}. */
@NullMarked
package dev.gembourse.gateway.follow;

import org.jspecify.annotations.NullMarked;
