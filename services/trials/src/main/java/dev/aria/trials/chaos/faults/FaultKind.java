package dev.aria.trials.chaos.faults;

import dev.aria.operations.stack.ServiceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that chaos does to a run. */
public enum FaultKind {
  STREAMER_KILL(Deed.KILL, ServiceKind.PROMPT_STREAMER),
  TEACHER_KILL(Deed.KILL, ServiceKind.TEACHER_POOL),
  TRAINER_KILL(Deed.KILL, ServiceKind.STUDENT_TRAINER),
  ALLOCATOR_KILL(Deed.KILL, ServiceKind.ALLOCATOR),
  STREAMER_FREEZE(Deed.FREEZE, ServiceKind.PROMPT_STREAMER),
  TEACHER_FREEZE(Deed.FREEZE, ServiceKind.TEACHER_POOL),
  TRAINER_FREEZE(Deed.FREEZE, ServiceKind.STUDENT_TRAINER),
  ALLOCATOR_FREEZE(Deed.FREEZE, ServiceKind.ALLOCATOR),
  STREAMER_STOP(Deed.STOP, ServiceKind.PROMPT_STREAMER),
  TEACHER_STOP(Deed.STOP, ServiceKind.TEACHER_POOL),
  TRAINER_STOP(Deed.STOP, ServiceKind.STUDENT_TRAINER),
  ALLOCATOR_STOP(Deed.STOP, ServiceKind.ALLOCATOR),
  STREAMER_STARVE(Deed.STARVE, ServiceKind.PROMPT_STREAMER),
  TEACHER_STARVE(Deed.STARVE, ServiceKind.TEACHER_POOL),
  TRAINER_STARVE(Deed.STARVE, ServiceKind.STUDENT_TRAINER),
  TEACHER_GUEST(Deed.GUEST, ServiceKind.TEACHER_POOL),
  TRAINER_GUEST(Deed.GUEST, ServiceKind.STUDENT_TRAINER),
  REDIS_LOSS(Deed.SERVER, null),
  REDIS_FLUSH(Deed.SERVER, null),
  REDIS_AWAY(Deed.SERVER, null),
  BROKER_KILL(Deed.SERVER, null),
  BROKER_FREEZE(Deed.SERVER, null);

  /** What is done to a process. */
  enum Deed {
    /** kill -9, and started again. */
    KILL,
    /** SIGSTOP, and SIGCONT seconds later. */
    FREEZE,
    /** SIGTERM, and started again once it has ended. */
    STOP,
    /** Let run for a tenth of the time. */
    STARVE,
    /** One more process of the kind joins, works and leaves. */
    GUEST,
    /** Done to Kafka or Redis. */
    SERVER
  }

  private final Deed deed;
  private final Optional<ServiceKind> victim;

  FaultKind(Deed deed, @Nullable ServiceKind victim) {
    this.deed = deed;
    this.victim = Optional.ofNullable(victim);
  }

  Deed deed() {
    return deed;
  }

  /** Kind of service it is done to; empty for a server. */
  Optional<ServiceKind> victim() {
    return victim;
  }

  /** Name on the command line and in tables, such as {@code teacher-kill}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static FaultKind named(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind of fault '%s' is none of %s".formatted(label, labels())));
  }

  /** Kinds that a run of {@code trainers} trainers can be hit by. */
  public static List<FaultKind> possible(int trainers) {
    return Arrays.stream(values()).filter(kind -> kind != TRAINER_GUEST || trainers > 1).toList();
  }

  /** Names of all kinds. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(FaultKind::label).toList();
  }
}
