package dev.gembourse.events.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a partitioned stream, written {@code partition.index}. In a topic of commands the index is the Kafka offset;
 * in a journal it is the gap-free sequence number of the event, beginning at 1.
 */
public record StreamPosition(int partition, long index) implements Comparable<StreamPosition> {

    private static final Pattern SHAPE = Pattern.compile("(0|[1-9][0-9]{0,4})\\.(0|[1-9][0-9]{0,17})");

    public StreamPosition {
        if (partition < 0 || index < 0) {
            throw new IllegalArgumentException("expected a position of two numbers from 0 on");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static StreamPosition of(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a position like 3.1042 (partition.index)");
        }
        return new StreamPosition(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(StreamPosition other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(index, other.index);
    }

    @JsonValue
    @Override
    public String toString() {
        return partition + "." + index;
    }
}
