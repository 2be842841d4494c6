/** What somebody sends who means harm: answers are uniform, nothing leaks, and nobody else notices. */
@NullMarked
package dev.gembourse.gateway.abuse;

import org.jspecify.annotations.NullMarked;
