@NullMarked
package dev.gembourse.gateway;

import org.jspecify.annotations.NullMarked;
