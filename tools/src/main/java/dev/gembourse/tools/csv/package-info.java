/** CSV files with a header line. Read {@link dev.gembourse.tools.csv.CsvFile}. */
@NullMarked
package dev.gembourse.tools.csv;

import org.jspecify.annotations.NullMarked;
