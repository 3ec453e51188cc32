package dev.aria.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aria.embedded.EmbeddedRedis;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TTL = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static EmbeddedRedis server;
  private static RedisConnection redis;

  private final AtomicLong now = new AtomicLong();
  private final Lease first = lease("first", TTL);
  private final Lease second = lease("second", TTL);

  @BeforeAll
  static void start() {
    server = EmbeddedRedis.start(dir);
    redis = RedisConnection.to(server.uri(), Duration.ofSeconds(5));
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
  void acquire_free_givesTheNextTerm() {
    assertThat(first.acquire(0)).hasValue(1);
    assertThat(first.isHeld()).isTrue();
  }

  @Test
  void acquire_heldByAnother_isEmpty() {
    first.acquire(0);

    assertThat(second.acquire(0)).isEmpty();
    assertThat(second.isHeld()).isFalse();
    assertThat(first.renew()).isTrue();
  }

  @Test
  void acquire_lastTermAheadOfRedis_goesOnFromThere() {
    assertThat(first.acquire(41)).hasValue(42);
  }

  @Test
  void acquire_damagedTerm_goesOnFromTheControlTopic() {
    byte[] key = new Keys("run").term().getBytes(StandardCharsets.UTF_8);
    for (String damage : List.of("nonsense", "1e300", "-7")) {
      redis.call(commands -> commands.set(key, damage.getBytes(StandardCharsets.UTF_8)));

      assertThat(lease(damage, TTL).acquire(41)).hasValue(42);

      redis.call(
          commands -> commands.del(new Keys("run").lease().getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void acquire_keysOfAnotherKind_areReplaced() {
    for (String name : List.of(new Keys("run").term(), new Keys("run").lease())) {
      byte[] key = name.getBytes(StandardCharsets.UTF_8);
      redis.call(commands -> commands.lpush(key, new byte[] {1}));
    }

    assertThat(first.acquire(41)).hasValue(42);
    assertThat(first.renew()).isTrue();
  }

  @Test
  void acquire_answerWasLost_givesTheSameTermAgain() {
    first.acquire(0);

    assertThat(lease("first", TTL).acquire(0)).hasValue(1);
  }

  @Test
  void acquire_answeredTooLateAndRedisWiped_givesALaterTermStill() {
    AtomicLong stall = new AtomicLong(TTL.toNanos());
    Lease late = new Lease(redis, "run", "late", TTL, () -> now.getAndAdd(stall.get()));
    assertThat(late.acquire(0)).isEmpty();
    redis.call(RedisCommands::flushall);
    stall.set(0);

    assertThat(late.acquire(0)).hasValue(2);
  }

  @Test
  void acquire_afterRelease_givesAHigherTerm() {
    first.acquire(0);
    first.release();

    assertThat(first.isHeld()).isFalse();
    assertThat(second.acquire(0)).hasValue(2);
  }

  @Test
  void release_notHeldAnyMore_leavesTheOthersAlone() {
    first.acquire(0);
    redis.call(RedisCommands::flushall);
    second.acquire(1);

    first.release();

    assertThat(second.renew()).isTrue();
  }

  @Test
  void acquire_holderSilentForItsTime_passesToAnother() {
    Lease brief = lease("brief", Duration.ofMillis(200));
    brief.acquire(0);

    await().atMost(PATIENCE).until(() -> second.acquire(0).isPresent());

    assertThat(brief.renew()).isFalse();
    assertThat(brief.isHeld()).isFalse();
    assertThat(second.renew()).isTrue();
  }

  @Test
  void isHeld_ownClockPastItsTime_isFalseWhateverRedisSays() {
    first.acquire(0);
    now.addAndGet(TTL.toNanos() - 1);
    assertThat(first.isHeld()).isTrue();

    now.incrementAndGet();

    assertThat(first.isHeld()).isFalse();
    assertThat(first.renew()).isFalse();
  }

  @Test
  void renew_inTime_lastsItsFullTimeAgain() {
    first.acquire(0);
    now.addAndGet(TTL.toNanos() / 2);
    assertThat(first.renew()).isTrue();

    now.addAndGet(TTL.toNanos() - 1);

    assertThat(first.isHeld()).isTrue();
  }

  @Test
  void renew_afterFlushAll_isLostAndTheNextTermIsHigherStill() {
    first.acquire(0);
    redis.call(RedisCommands::flushall);

    assertThat(first.renew()).isFalse();
    assertThat(second.acquire(1)).hasValue(2);
  }

  @Test
  void renew_redisAway_throwsAndIsHeldUntilItsTimeIsUp(@TempDir Path other) {
    EmbeddedRedis dying = EmbeddedRedis.start(other);
    try (RedisConnection own = RedisConnection.to(dying.uri(), Duration.ofSeconds(5))) {
      Lease lease = new Lease(own, "run", "first", TTL, now::get);
      lease.acquire(0);
      dying.close();

      assertThatThrownBy(lease::renew).isInstanceOf(RedisUnavailable.class);
      assertThat(lease.isHeld()).isTrue();
      now.addAndGet(TTL.toNanos());
      assertThat(lease.isHeld()).isFalse();
    }
  }

  @Test
  void acquire_otherRun_isSeparate() {
    first.acquire(0);

    assertThat(new Lease(redis, "other", "second", TTL, now::get).acquire(0)).hasValue(1);
  }

  private Lease lease(String holder, Duration ttl) {
    return new Lease(redis, "run", holder, ttl, now::get);
  }
}
