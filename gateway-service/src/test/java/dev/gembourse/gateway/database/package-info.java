@NullMarked
package dev.gembourse.gateway.database;

import org.jspecify.annotations.NullMarked;
