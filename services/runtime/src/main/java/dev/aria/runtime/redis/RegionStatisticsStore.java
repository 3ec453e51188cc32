package dev.aria.runtime.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.KeyValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The region statistics of a run in Redis: one hash, replaced as a whole in one step that compares
 * first. The offsets are in the same step, so that statistics and place in the log can never drift
 * apart, even when Redis loses its last second; the log is the truth and this a view of it.
 */
public final class RegionStatisticsStore {
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
   * Replaces what is stored by {@code update.to()} if it is {@code update.from()}, or of an older
   * lineage, or nothing (a new run, or a wiped Redis: the update carries the whole state).
   * Repeating an update changes nothing and answers {@code Applied} again.
   *
   * @throws RedisUnavailable if Redis is away; repeat the call
   */
  public Outcome apply(Update update) {
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
   * What is stored; empty before the first update and after a wipe.
   *
   * @throws RedisUnavailable if Redis is away
   */
  public Optional<Snapshot> read() {
    byte[] key = keys.statistics().getBytes(StandardCharsets.UTF_8);
    List<KeyValue<byte[], byte[]>> fields = redis.call(commands -> commands.hmget(key, FIELDS));
    return fields.stream().allMatch(KeyValue::hasValue)
        ? Optional.of(snapshot(fields.stream().map(KeyValue::getValue).toList()))
        : Optional.empty();
  }

  /**
   * Lets what is stored of the run lapse after {@code time}, unless it is written again before.
   *
   * @throws RedisUnavailable if Redis is away
   */
  public void expireIn(Duration time) {
    for (String key : List.of(keys.statistics(), keys.term())) {
      redis.call(commands -> commands.pexpire(key.getBytes(StandardCharsets.UTF_8), time));
    }
  }

  private static Outcome outcome(List<byte[]> answer) {
    List<byte[]> rest = answer.subList(1, answer.size());
    String word = text(answer.get(0));
    return switch (word) {
      case "applied" -> new Outcome.Applied();
      case "elsewhere" -> new Outcome.Elsewhere(snapshot(rest));
      case "superseded" -> new Outcome.Superseded(number(rest.get(0)));
      default -> throw new IllegalStateException("update-statistics.lua answered " + word);
    };
  }

  private static Snapshot snapshot(List<byte[]> fields) {
    List<Long> offsets =
        Arrays.stream(text(fields.get(3)).split(",", -1)).map(Long::valueOf).toList();
    return new Snapshot(
        number(fields.get(1)),
        new Position(number(fields.get(0)), number(fields.get(2)), offsets),
        PackedStatistics.of(fields.get(4)));
  }

  private static String join(List<Long> offsets) {
    return offsets.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static long number(byte[] field) {
    return Long.parseLong(text(field));
  }

  private static String text(byte[] field) {
    return new String(field, US_ASCII);
  }
}
