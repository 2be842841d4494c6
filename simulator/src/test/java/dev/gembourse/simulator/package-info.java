/**
 * A deterministic simulator: the real engine and the real stages on a simulated log, database and time. Read {@link
 * dev.gembourse.simulator.Simulation} first, then {@link dev.gembourse.simulator.World}; what may go wrong stands in {@link
 * dev.gembourse.simulator.Faults}, what must hold in {@link dev.gembourse.simulator.Invariants}.
 */
@NullMarked
package dev.gembourse.simulator;

import org.jspecify.annotations.NullMarked;
