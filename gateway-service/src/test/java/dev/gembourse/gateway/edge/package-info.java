@NullMarked
package dev.gembourse.gateway.edge;

import org.jspecify.annotations.NullMarked;
