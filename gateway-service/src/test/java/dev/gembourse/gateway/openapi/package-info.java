@NullMarked
package dev.gembourse.gateway.openapi;

import org.jspecify.annotations.NullMarked;
