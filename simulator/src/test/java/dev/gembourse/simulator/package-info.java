/** to be written */
@org.jspecify.annotations.NullMarked
package dev.gembourse.simulator;
