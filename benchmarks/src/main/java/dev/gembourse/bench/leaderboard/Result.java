package dev.gembourse.bench.leaderboard;

import java.util.List;
import java.util.Map;

/** What a measurement came to. */
record Result(Map<String, String> machine, int rounds, long windowMillis, List<Size> sizes) {}
