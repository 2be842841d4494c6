@NullMarked
package dev.gembourse.gateway.apikey;

import org.jspecify.annotations.NullMarked;
