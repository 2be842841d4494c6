@NullMarked
package dev.gembourse.gateway.token;

import org.jspecify.annotations.NullMarked;
