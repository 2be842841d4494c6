@NullMarked
package dev.gembourse.gateway.account;

import org.jspecify.annotations.NullMarked;
