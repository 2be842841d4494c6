@NullMarked
package dev.gembourse.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
