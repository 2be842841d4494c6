/**
 * Units: the currencies and virtual units in which accounts hold money and points. Defining, changing and listing them, and what
 * a request may say of them. Read {@link dev.gembourse.gateway.unit.Units}, which whoever takes an amount uses too.
 */
@NullMarked
package dev.gembourse.gateway.unit;

import org.jspecify.annotations.NullMarked;
