@NullMarked
package dev.gembourse.gateway.access;

import org.jspecify.annotations.NullMarked;
