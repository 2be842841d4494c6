/** Servers of tests as containers of stock images. See {@link dev.gembourse.containers.ContainerServers}. */
@NullMarked
package dev.gembourse.containers;

import org.jspecify.annotations.NullMarked;
