@NullMarked
package dev.gembourse.gateway.command;

import org.jspecify.annotations.NullMarked;
