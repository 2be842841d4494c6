package dev.gembourse.mqtt;

import com.hivemq.mqtt.message.publish.PUBLISH;
import com.hivemq.persistence.clientqueue.ClientQueuePersistenceImpl;
import com.hivemq.persistence.clientqueue.ClientQueueXodusLocalPersistence;
import com.hivemq.persistence.local.xodus.XodusUtils;
import com.hivemq.persistence.local.xodus.bucket.Bucket;
import java.util.Map;
import jetbrains.exodus.env.Cursor;

/**
 * What HiveMQ does not put right by itself after it was killed. All of this happens when its files are open and nobody is let in yet. It
 * depends on how HiveMQ is made inside, so its version is pinned.
 */
final class AfterAKill {

    /** More than the messages that may come in a millisecond. */
    private static final int BITS_OF_A_MILLISECOND = 20;

    /** A queue's entries have as key the queue's name, whether it is shared (1 or 0), and eight bytes of their place. */
    private static final int SHARED_FROM_THE_END = 9;

    private AfterAKill() {}

    /**
     * Goes on with numbers that no earlier run has given to a message. HiveMQ writes a message's number into its queue, then the message under
     * that number, then acknowledges it; by itself it goes on after the highest number that has a message. When it was killed between
     * the two writes the next message gets the number that the queue has already. Its text is taken for one that is written, and so it is
     * acknowledged and lost.
     */
    static void numberAnew() {
        PUBLISH.PUBLISH_COUNTER.accumulateAndGet(System.currentTimeMillis() << BITS_OF_A_MILLISECOND, Math::max);
    }

    /**
     * Messages of a shared subscription that were under way to a client are marked on disk. The marks are taken away when the client goes,
     * but not when the broker itself was killed: those messages would never be given to anybody again. The marked ones need not be the
     * first of their queue.
     */
    static void giveAgain(ClientQueueXodusLocalPersistence queues) {
        int given = 0;
        for (Map<ClientQueuePersistenceImpl.Key, ?> sizes :
                queues.getQueueSizeBuckets().values()) {
            for (ClientQueuePersistenceImpl.Key queue : sizes.keySet()) {
                if (queue.isShared()) {
                    given += unmark(queues.getBucket(queue.getQueueId()));
                }
            }
        }
        System.out.println(given + " messages of shared subscriptions were under way and are given again");
    }

    /** All shared queues of a bucket, which holds several; how many messages it were. */
    private static int unmark(Bucket bucket) {
        return bucket.getEnvironment().computeInExclusiveTransaction(transaction -> {
            int marked = 0;
            try (Cursor cursor = bucket.getStore().openCursor(transaction)) {
                while (cursor.getNext()) {
                    byte[] key = XodusUtils.byteIterableToBytes(cursor.getKey());
                    byte[] message = XodusUtils.byteIterableToBytes(cursor.getValue());
                    if (key[key.length - SHARED_FROM_THE_END] == 1 && (message[0] != 0 || message[1] != 0)) {
                        message[0] = 0; // the mark: a packet's number
                        message[1] = 0;
                        bucket.getStore().put(transaction, cursor.getKey(), XodusUtils.bytesToByteIterable(message));
                        marked++;
                    }
                }
            }
            return marked;
        });
    }
}
