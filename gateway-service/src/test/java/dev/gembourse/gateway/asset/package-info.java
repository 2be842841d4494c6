@NullMarked
package dev.gembourse.gateway.asset;

import org.jspecify.annotations.NullMarked;
