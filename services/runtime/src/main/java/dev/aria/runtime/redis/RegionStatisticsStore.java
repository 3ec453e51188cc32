package dev.aria.runtime.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region statistics of a run in Redis: one hash, replaced as a whole in one step that compares
 * first. The offsets are in the same step, so that statistics and place in the log can never drift
 * apart, even when Redis loses its last second; the log is the truth and this a view of it.
 */
public final class RegionStatisticsStore {
  private static final Logger LOG = LoggerFactory.getLogger(RegionStatisticsStore.class);
  private static final Script UPDATE = Script.named("update-statistics.lua");
  private static final byte[][] FIELDS =
      Arrays.stream(new String[] {"lineage", "term", "tick", "offsets", "statistics"})
          .map(field -> field.getBytes(US_ASCII))
          .toArray(byte[][]::new);

  private final RedisConnection redis;
  private final Keys keys;

  public RegionStatisticsStore(RedisConnection redis, String run) {
    this.redis = redis;
    this.keys = new Keys(run);
  }

  /**
   * Whether an allocator of the run holds the lease now.
   *
   * @throws RedisUnavailable if Redis is away
   */
  public boolean isLeased() {
    return redis.call(commands -> commands.exists(keys.lease().getBytes(US_ASCII))) > 0;
  }

  /**
   * Deletes all keys of the run.
   *
   * @return how many there were
   * @throws RedisUnavailable if Redis is away
   */
  public long delete() {
    byte[][] all =
        Stream.of(keys.statistics(), keys.term(), keys.lease())
            .map(key -> key.getBytes(US_ASCII))
            .toArray(byte[][]::new);
    return redis.call(commands -> commands.del(all));
  }

  /**
   * Replaces what is stored by {@code update.to()} if it is {@code update.from()}, or of an older
   * lineage, or not whole, or nothing (a new run, or a wiped Redis: the update carries the whole
   * state). Repeating an update changes nothing and answers {@code Applied} again.
   *
   * @throws RedisUnavailable if Redis is away; repeat the call
   */
  public UpdateOutcome apply(Update update) {
    Position from = update.from();
    Position to = update.to().at();
    Script.Arguments arguments =
        Script.Arguments.of(
            List.of(keys.statistics(), keys.term()),
            to.lineage(),
            update.to().term(),
            from.lineage(),
            from.tick(),
            join(from.nextOffsets()),
            to.tick(),
            join(to.nextOffsets()),
            update.to().statistics().toBytes());
    return outcome(redis.call(commands -> UPDATE.strings(commands, arguments)));
  }

  /**
   * What is stored; empty before the first update, after a wipe, and where it cannot be read.
   *
   * @throws RedisUnavailable if Redis is away
   */
  public Optional<StatisticsSnapshot> read() {
    try {
      return redis.call(this::fields).map(RegionStatisticsStore::snapshot);
    } catch (IllegalArgumentException e) {
      warn(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The hash, if it is whole. */
  private Optional<List<byte[]>> fields(RedisCommands<byte[], byte[]> commands) {
    try {
      List<KeyValue<byte[], byte[]>> fields = commands.hmget(bytes(keys.statistics()), FIELDS);
      return fields.stream().allMatch(KeyValue::hasValue)
          ? Optional.of(fields.stream().map(KeyValue::getValue).toList())
          : Optional.empty();
    } catch (RedisCommandExecutionException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.startsWith("WRONGTYPE")) {
        throw e;
      }
      warn(reason);
      return Optional.empty();
    }
  }

  /** What cannot be read is deleted only once what is to take its place is there. */
  private void warn(String reason) {
    LOG.warn(
        "what Redis holds under {} cannot be read ({}); the statistics are made again from the log",
        keys.statistics(),
        reason);
  }

  /**
   * Deletes what is stored and cannot be read; the next update then writes the whole state.
   *
   * @throws RedisUnavailable if Redis is away
   */
  public void discard(String reason) {
    LOG.warn(
        "what Redis holds under {} cannot be read ({}); it is deleted and written anew",
        keys.statistics(),
        reason);
    redis.call(commands -> commands.del(bytes(keys.statistics())));
  }

  /**
   * Lets what is stored of the run lapse after {@code time}, unless it is written again before.
   *
   * @throws RedisUnavailable if Redis is away
   */
  public void expireIn(Duration time) {
    for (String key : List.of(keys.statistics(), keys.term())) {
      redis.call(commands -> commands.pexpire(bytes(key), time));
    }
  }

  private static UpdateOutcome outcome(List<byte[]> answer) {
    List<byte[]> rest = answer.subList(1, answer.size());
    String word = text(answer.get(0));
    return switch (word) {
      case "applied" -> new UpdateOutcome.Applied();
      case "elsewhere" -> elsewhere(rest);
      case "unreadable" -> new UpdateOutcome.Unreadable(text(rest.get(0)));
      case "superseded" -> new UpdateOutcome.Superseded(number(rest.get(0)));
      default -> throw new IllegalStateException("update-statistics.lua answered " + word);
    };
  }

  private static UpdateOutcome elsewhere(List<byte[]> fields) {
    try {
      return new UpdateOutcome.Elsewhere(snapshot(fields));
    } catch (IllegalArgumentException e) {
      return new UpdateOutcome.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws IllegalArgumentException when a field is not what is written there
   */
  private static StatisticsSnapshot snapshot(List<byte[]> fields) {
    List<Long> offsets =
        Arrays.stream(text(fields.get(3)).split(",", -1)).map(Long::valueOf).toList();
    return new StatisticsSnapshot(
        number(fields.get(1)),
        new Position(number(fields.get(0)), number(fields.get(2)), offsets),
        PackedStatistics.of(fields.get(4)));
  }

  private static String join(List<Long> offsets) {
    return offsets.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static long number(byte[] field) {
    return Long.parseLong(text(field));
  }

  private static String text(byte[] field) {
    return new String(field, US_ASCII);
  }
}
