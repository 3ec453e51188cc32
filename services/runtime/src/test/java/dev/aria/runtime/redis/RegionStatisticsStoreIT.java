package dev.aria.runtime.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.embedded.EmbeddedRedis;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionStatisticsStoreIT {
  private static final UpdateOutcome APPLIED = new UpdateOutcome.Applied();
  private static final byte[] KEY = new Keys("run").statistics().getBytes(UTF_8);

  @TempDir static Path dir;
  private static EmbeddedRedis server;
  private static RedisConnection redis;
  private static RegionStatisticsStore store;

  @BeforeAll
  static void start() {
    server = EmbeddedRedis.start(dir);
    redis = RedisConnection.to(server.uri(), Duration.ofSeconds(5));
    store = new RegionStatisticsStore(redis, "run");
  }

  @AfterAll
  static void stop() {
    redis.close();
    server.close();
  }

  @BeforeEach
  void wipe() {
    redis.call(RedisCommands::flushall);
  }

  @Test
  void read_nothingStored_isEmpty() {
    assertThat(store.read()).isEmpty();
  }

  @Test
  void apply_ticksInOrder_keepsTheLastByteForByte() {
    assertThat(store.apply(update(1, 0))).isEqualTo(APPLIED);
    assertThat(store.apply(update(1, 1))).isEqualTo(APPLIED);

    assertThat(store.read()).contains(after(1, 1));
  }

  @Test
  void apply_sameUpdateTwice_changesNothing() {
    store.apply(update(1, 0));
    store.apply(update(1, 1));

    assertThat(store.apply(update(1, 1))).isEqualTo(APPLIED);
    assertThat(store.read()).contains(after(1, 1));
  }

  @Test
  void apply_olderUpdateAgain_isRefusedWithWhatIsStored() {
    store.apply(update(1, 0));
    store.apply(update(1, 1));

    assertThat(store.apply(update(1, 0))).isEqualTo(new UpdateOutcome.Elsewhere(after(1, 1)));
    assertThat(store.read()).contains(after(1, 1));
  }

  @Test
  void apply_storeHasFallenBack_tellsWhereToSeek() {
    store.apply(update(1, 0));

    assertThat(store.apply(update(1, 2))).isEqualTo(new UpdateOutcome.Elsewhere(after(1, 0)));
    assertThat(store.apply(update(1, 1))).isEqualTo(APPLIED);
    assertThat(store.apply(update(1, 2))).isEqualTo(APPLIED);
  }

  @Test
  void apply_sameTickOtherOffsets_isRefused() {
    store.apply(update(1, 0));
    Position drifted = new Position(3, 1, List.of(10L, 12L));

    UpdateOutcome outcome = store.apply(new Update(drifted, after(1, 1)));

    assertThat(outcome).isEqualTo(new UpdateOutcome.Elsewhere(after(1, 0)));
  }

  @Test
  void apply_samePlaceOtherBytes_isRefused() {
    store.apply(update(1, 0));
    StatisticsSnapshot other =
        new StatisticsSnapshot(1, at(1), PackedStatistics.of(new byte[] {1}));

    assertThat(store.apply(new Update(at(0), other)))
        .isEqualTo(new UpdateOutcome.Elsewhere(after(1, 0)));
  }

  @Test
  void apply_afterFlushAll_putsTheWholeStateBack() {
    store.apply(update(1, 0));
    redis.call(RedisCommands::flushall);
    assertThat(store.read()).isEmpty();

    assertThat(store.apply(update(1, 1))).isEqualTo(APPLIED);
    assertThat(store.read()).contains(after(1, 1));
  }

  @Test
  void apply_scriptForgotten_isSentAgain() {
    store.apply(update(1, 0));
    redis.call(RedisCommands::scriptFlush);

    assertThat(store.apply(update(1, 1))).isEqualTo(APPLIED);
  }

  @Test
  void apply_olderTerm_isSuperseded() {
    store.apply(update(2, 0));

    assertThat(store.apply(update(1, 1))).isEqualTo(new UpdateOutcome.Superseded(2));
    assertThat(store.read()).contains(after(2, 0));
  }

  @Test
  void apply_leaseGrantedToAnother_isSupersededBeforeTheOtherWrites() {
    store.apply(update(1, 0));
    new Lease(redis, "run", "other", Duration.ofSeconds(3), System::nanoTime).acquire(1);

    assertThat(store.apply(update(1, 1))).isEqualTo(new UpdateOutcome.Superseded(2));
  }

  @Test
  void apply_newerLineage_startsOver() {
    store.apply(update(1, 0));
    store.apply(update(1, 1));
    Position start = new Position(4, 0, List.of(20L, 21L));
    StatisticsSnapshot next =
        new StatisticsSnapshot(
            1, new Position(4, 1, List.of(30L, 31L)), PackedStatistics.of(new byte[0]));

    assertThat(store.apply(new Update(start, next))).isEqualTo(APPLIED);
    assertThat(store.apply(update(1, 2))).isEqualTo(new UpdateOutcome.Elsewhere(next));
  }

  @Test
  void apply_otherRun_isSeparate() {
    store.apply(update(1, 0));

    assertThat(new RegionStatisticsStore(redis, "other").read()).isEmpty();
  }

  /** Law: whatever is lost, repeated or stale, the store ends where an undisturbed run ends. */
  @Test
  void apply_underLossAndRepetition_endsInTheSameState() {
    Random random = new Random(7);
    int tick = 0;
    int refused = 0;

    while (tick < 200) {
      disturb(random);
      UpdateOutcome outcome = store.apply(update(1, tick));
      if (outcome instanceof UpdateOutcome.Elsewhere elsewhere) {
        tick = (int) elsewhere.stored().at().tick();
        refused++;
      } else {
        tick += random.nextInt(4) == 0 ? 0 : 1; // 0: the answer was lost, ask again
      }
    }

    assertThat(store.read()).contains(after(1, 199));
    assertThat(refused).isPositive();
  }

  /** Wipes Redis, or sets it back by some ticks as a lost second of its log would. */
  private void disturb(Random random) {
    int chance = random.nextInt(20);
    if (chance == 0) {
      redis.call(RedisCommands::flushall);
    } else if (chance == 1) {
      store
          .read()
          .ifPresent(
              stored -> {
                redis.call(RedisCommands::flushall);
                store.apply(update(1, Math.max(0, (int) stored.at().tick() - 3)));
              });
    }
  }

  @Test
  void readAndApply_keyOfAnotherKind_isUnreadableUntilItIsDiscarded() {
    redis.call(commands -> commands.set(KEY, KEY));

    assertUnreadableUntilDiscarded();
  }

  @ParameterizedTest
  @CsvSource({"term, 1.5", "tick, -1", "offsets, '1,'", "offsets, ''", "tick, 99999999999999999"})
  void readAndApply_damagedField_isUnreadableUntilItIsDiscarded(String field, String damage) {
    store.apply(update(1, 0));
    redis.call(commands -> commands.hset(KEY, field.getBytes(UTF_8), damage.getBytes(UTF_8)));

    assertUnreadableUntilDiscarded();
  }

  private static void assertUnreadableUntilDiscarded() {
    assertThat(store.read()).isEmpty();
    assertThat(store.apply(update(1, 4))).isInstanceOf(UpdateOutcome.Unreadable.class);

    store.discard("a test");

    assertThat(store.apply(update(1, 4))).isEqualTo(APPLIED);
    assertThat(store.read()).contains(after(1, 4));
  }

  @Test
  void apply_fieldMissing_putsTheWholeStateBack() {
    store.apply(update(1, 0));
    redis.call(commands -> commands.hdel(KEY, "offsets".getBytes(UTF_8)));

    assertThat(store.apply(update(1, 4))).isEqualTo(APPLIED);
    assertThat(store.read()).contains(after(1, 4));
  }

  @Test
  void apply_damagedTerm_fencesNobodyOut() {
    store.apply(update(1, 0));
    redis.call(commands -> commands.set(new Keys("run").term().getBytes(UTF_8), KEY));

    assertThat(store.apply(update(1, 1))).isEqualTo(APPLIED);
  }

  @Test
  void position_offsetBelowZero_isRejected() {
    assertThatThrownBy(() -> new Position(0, 0, List.of(1L, -1L)))
        .hasMessageContaining("each at least 0");
    assertThatThrownBy(() -> new Position(0, (1L << 53) + 1, List.of(1L)))
        .hasMessageContaining("tick is 9007199254740993");
  }

  /** The step from tick {@code tick} to the next. */
  private static Update update(long term, int tick) {
    return new Update(at(tick), after(term, tick));
  }

  /** The state after tick {@code tick}, 4096 regions of 16 bytes. */
  private static StatisticsSnapshot after(long term, int tick) {
    byte[] bytes = new byte[65_536];
    new Random(tick).nextBytes(bytes);
    return new StatisticsSnapshot(term, at(tick + 1), PackedStatistics.of(bytes));
  }

  private static Position at(int tick) {
    return new Position(3, tick, List.of(10L * tick, 10L * tick + 1));
  }
}
