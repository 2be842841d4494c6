package dev.gembourse.exactlyonce;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one partition that follow each other and fit into one batch.
 *
 * @param bytes of keys, values and headers
 */
record Slice(List<ConsumerRecord<byte[], byte[]>> records, long bytes) {}
