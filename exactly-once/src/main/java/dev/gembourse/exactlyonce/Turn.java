package dev.gembourse.exactlyonce;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Settles what a poll has brought. As many slices as fit into a batch share one transaction, of whatever partitions they are; so
 * what a transaction costs is paid once, however thinly the records are spread. When such a batch fails because of one of its
 * shares, each share is settled alone, which finds out whose fault it was.
 */
final class Turn<C, E> {

    private final Settlement<C, E> settlement;
    private final Resources resources;

    Turn(Settlement<C, E> settlement, Resources resources) {
        this.settlement = settlement;
        this.resources = resources;
    }

    /** Settles what the workers have received, or as much of it as possible. */
    void settle(Consumer<?, ?> consumer, List<PartitionWorker<C, E>> workers) {
        boolean ran = resources.settling().run(() -> settleAll(consumer, workers));
        if (!ran) {
            workers.forEach(worker -> worker.putBack(consumer));
        }
    }

    private void settleAll(Consumer<?, ?> consumer, List<PartitionWorker<C, E>> workers) {
        List<PartitionWorker<C, E>> some = nextBatch(consumer, workers);
        while (!some.isEmpty()) {
            if (some.size() == 1) {
                some.getFirst().settleAlone();
            } else {
                settleTogether(some);
            }
            some = nextBatch(consumer, workers);
        }
    }

    /** The workers whose next slices make up a batch; none when nothing is left. */
    private List<PartitionWorker<C, E>> nextBatch(Consumer<?, ?> consumer, List<PartitionWorker<C, E>> workers) {
        List<PartitionWorker<C, E>> some = new ArrayList<>(workers.size());
        int records = 0;
        long bytes = 0;
        for (PartitionWorker<C, E> worker : workers) {
            Slice slice = worker.next(consumer);
            if (slice == null) {
                continue;
            }
            boolean fits =
                    records + slice.records().size() <= resources.settings().maxBatchRecords()
                            && bytes + slice.bytes()
                                    <= resources.settings().maxBatchSize().toBytes();
            if (some.isEmpty() && !worker.mayShare()) {
                return List.of(worker);
            }
            if (some.isEmpty() || (fits && worker.mayShare())) {
                some.add(worker);
                records += slice.records().size();
                bytes += slice.bytes();
            }
        }
        return some;
    }

    private void settleTogether(List<PartitionWorker<C, E>> workers) {
        try {
            List<Settlement.Settled> settled = settlement.settle(
                    workers.stream().map(PartitionWorker::share).toList());
            for (int i = 0; i < workers.size(); i++) {
                workers.get(i).committed(settled.get(i));
            }
        } catch (FenceLost | PoisonRecord | PoisonBatch e) {
            workers.forEach(PartitionWorker::settleAlone);
        } catch (SQLException | RuntimeException e) {
            resources.metrics().fault(EngineMetrics.Fault.PASSING);
            workers.forEach(worker -> worker.failed(PartitionState.STALLED, e));
        }
    }
}
