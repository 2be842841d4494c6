@NullMarked
package dev.gembourse.gateway.problem;

import org.jspecify.annotations.NullMarked;
