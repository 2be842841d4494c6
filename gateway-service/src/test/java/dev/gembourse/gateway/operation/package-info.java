@NullMarked
package dev.gembourse.gateway.operation;

import org.jspecify.annotations.NullMarked;
