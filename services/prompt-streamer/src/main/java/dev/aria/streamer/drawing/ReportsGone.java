package dev.aria.streamer.drawing;

/** Retention has deleted every report of the lead student, so nobody knows what is in flight. */
final class ReportsGone extends RuntimeException {
  ReportsGone(String topic, int shard, long first) {
    super(
        "records 0 to %d of topic %s, partition %d, are gone, and what is left holds no report of the lead student: how far it has trained is not known; start its trainer again, which reports from its last checkpoint on, and then this service"
            .formatted(first - 1, topic, shard));
  }
}
