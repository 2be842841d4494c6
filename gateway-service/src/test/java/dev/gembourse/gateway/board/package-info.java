@NullMarked
package dev.gembourse.gateway.board;

import org.jspecify.annotations.NullMarked;
