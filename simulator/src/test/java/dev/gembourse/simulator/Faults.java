package dev.gembourse.simulator;

import java.util.Random;

/**
 * How much goes wrong in one history. Each history draws its own rates, half of them zero: where everything fails
 * all the time nothing ever gets far enough to fail in an interesting way, and one fault hides what another would show.
 */
final class Faults {

    /** At each simulated call: the process dies. */
    double crash;
    /** At each simulated call: the process stands still, for up to half a minute. */
    double freeze;
    /** At each simulated call: another process goes on. Not a fault, but it decides how finely histories interleave. */
    final double giveWay;
    /** At each statement: the connection is lost. */
    double statement;
    /** At each commit: the connection is lost before, or after, or the server does it later without anybody knowing. */
    double commit;
    /** For each event on its way to the broker: it is not appended, or nobody is told that it was. */
    double send;
    /** At each call of the producer: it throws. */
    double refusedSend;
    /** At each poll: Kafka's client fails, or hands out records again. */
    double poll;
    /** At each poll: a broker does not know the place of one partition. */
    double place;
    /** At each turn of the scheduler: the group takes partitions away, from members that know of it and that do not. */
    double rebalance;
    /** At each turn of the scheduler: the database or the broker goes away for a while. */
    double outage;
    /** At each turn of the scheduler: everything stands still, for up to half a minute. */
    double lull;

    Faults(Random random) {
        this.giveWay = 0.05 + 0.6 * random.nextDouble();
        this.crash = rate(random, 0.01);
        this.freeze = rate(random, 0.02);
        this.statement = rate(random, 0.03);
        this.commit = rate(random, 0.3);
        this.send = rate(random, 0.3);
        this.refusedSend = rate(random, 0.1);
        this.poll = rate(random, 0.1);
        this.place = rate(random, 0.1);
        this.rebalance = rate(random, 0.06);
        this.outage = rate(random, 0.005);
        this.lull = rate(random, 0.005);
    }

    /** From here on nothing goes wrong. */
    void end() {
        crash = freeze = statement = commit = send = refusedSend = poll = place = rebalance = outage = lull = 0;
    }

    private static double rate(Random random, double most) {
        return switch (random.nextInt(4)) {
            case 0, 1 -> 0;
            case 2 -> most;
            default -> most * random.nextDouble() * random.nextDouble();
        };
    }
}
