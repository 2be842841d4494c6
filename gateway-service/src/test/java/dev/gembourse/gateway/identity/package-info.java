@NullMarked
package dev.gembourse.gateway.identity;

import org.jspecify.annotations.NullMarked;
