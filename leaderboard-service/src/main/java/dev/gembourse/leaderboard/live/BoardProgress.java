package dev.gembourse.leaderboard.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the tables are.
 *
 * @param partitionCount how many partitions the topics have; 0 when no partition was ever taken over
 * @param rebuild the number of the latest rebuild; 0 when there was none
 */
record BoardProgress(List<PartitionProgress> partitions, int partitionCount, int rebuild) {

    private static final String READ = """
            select p.partition, p.source_seq, p.journal_seq, p.partition_count,
                   (select coalesce(max(r.told_seq), 0) from rebuild r where r.partition = p.partition) as told_seq,
                   (select coalesce(max(r.number), 0) from rebuild r) as latest_rebuild
              from progress p
             where p.topic = ?
             order by p.partition
            """;

    BoardProgress {
        partitions = List.copyOf(partitions);
    }

    boolean isRebuilding() {
        return partitions.stream().anyMatch(PartitionProgress::isRebuilding);
    }

    static BoardProgress read(Connection connection, String topic) throws SQLException {
        List<PartitionProgress> partitions = new ArrayList<>();
        int partitionCount = 0;
        int rebuild = 0;
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    partitions.add(new PartitionProgress(
                            row.getInt("partition"),
                            row.getLong("source_seq"),
                            row.getLong("journal_seq"),
                            row.getLong("told_seq")));
                    partitionCount = row.getInt("partition_count");
                    rebuild = row.getInt("latest_rebuild");
                }
            }
        }
        return new BoardProgress(partitions, partitionCount, rebuild);
    }
}
