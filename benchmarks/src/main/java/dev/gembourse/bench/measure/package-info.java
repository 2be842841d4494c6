/** What every measurement needs: processor time, the machine, medians, and a place that is deleted afterwards. */
@NullMarked
package dev.gembourse.bench.measure;

import org.jspecify.annotations.NullMarked;
