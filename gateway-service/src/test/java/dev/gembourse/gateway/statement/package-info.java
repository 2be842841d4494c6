@NullMarked
package dev.gembourse.gateway.statement;

import org.jspecify.annotations.NullMarked;
