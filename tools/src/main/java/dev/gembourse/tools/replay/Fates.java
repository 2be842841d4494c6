package dev.gembourse.tools.replay;

import java.util.List;

/** What became of every row, in the order of the file. */
record Fates(List<Fate> prices, List<Fate> trades) {}
