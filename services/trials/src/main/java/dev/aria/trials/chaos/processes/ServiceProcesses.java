package dev.aria.trials.chaos.processes;

import dev.aria.operations.monitor.MetricsPage;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.ChildService;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.ServiceKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The service processes of one run, several of a kind, to be killed and started again. */
public final class ServiceProcesses implements AutoCloseable {
  private static final String TERM = "aria_allocator_term";
  private static final String TARGETS = "aria_teacher_batches_total";
  private static final String SHARDS = "aria_trainer_shards";
  private static final String STEPS = "aria_trainer_steps_done";

  /**
   * One process that should be alive.
   *
   * @param kind what it is
   * @param name its name, and that of its log
   */
  public record Member(ServiceKind kind, String name) {}

  private final RunServices services;
  private final DeathCheck deaths;
  private final Map<Member, ChildService> working = new LinkedHashMap<>();

  /**
   * No process yet.
   *
   * @param servers settings that name Kafka and Redis
   * @param deaths which processes may end by themselves
   */
  public ServiceProcesses(RunFiles run, Map<String, String> servers, DeathCheck deaths) {
    this.services = new RunServices(run, servers);
    this.deaths = deaths;
  }

  /** Starts {@code kind}'s {@code number}-th process, from 1. */
  public Member add(ServiceKind kind, int number) {
    Member member = new Member(kind, "%s-%d".formatted(kind.serviceName(), number));
    start(member);
    return member;
  }

  /** Starts a process that has ended, with its old name. */
  public void start(Member member) {
    Map<String, String> own =
        member.kind() == ServiceKind.TEACHER_POOL
            ? Map.of("aria.teacher-pool.member", member.name())
            : Map.of();
    working.put(member, services.start(member.kind(), member.name(), own));
  }

  /** Members of {@code kind} that should be alive, in the order of their numbers. */
  public List<Member> of(ServiceKind kind) {
    return working.keySet().stream()
        .filter(member -> member.kind() == kind)
        .sorted(java.util.Comparator.comparing(Member::name))
        .toList();
  }

  /** Its process. */
  public ProcessHandle process(Member member) {
    return ProcessHandle.of(serviceOf(member).pid())
        .orElseThrow(() -> new NotRecovered(ended(member)));
  }

  /** Kills {@code member} as a crash would; it is gone when this returns. */
  public void kill(Member member) {
    ChildService process = removed(member);
    process.kill();
    process.exit().join();
  }

  /**
   * Asks {@code member} to end, and waits for that.
   *
   * @throws NotRecovered when it ends with a failure
   */
  public void stop(Member member) {
    ChildService process = removed(member);
    process.close();
    int code = process.exit().join();
    if (code != 0) {
      throw new NotRecovered(
          "%s was told to stop and ended with exit code %d; the end of its log (%s):%n%s"
              .formatted(member.name(), code, process.log(), process.tail(12)));
    }
  }

  /** The allocator that leads, if one does. */
  public Optional<Member> leader() {
    return of(ServiceKind.ALLOCATOR).stream()
        .filter(member -> metric(member, TERM).orElse(0) > 0)
        .findFirst();
  }

  /** Whether every member's process has come up as far as to answer. */
  public boolean serving() {
    return working.keySet().stream()
        .allMatch(member -> metric(member, "jvm_memory_used_bytes").isPresent());
  }

  /** Whether a teacher has committed targets, or a trainer been assigned shards. */
  public boolean works(Member member) {
    String metric = member.kind() == ServiceKind.TEACHER_POOL ? TARGETS : SHARDS;
    return metric(member, metric).orElse(0) > 0;
  }

  /**
   * How far a teacher's or trainer's work is: target batches committed, steps done by one that
   * holds shards; NaN when it does not say.
   */
  public double progress(Member member) {
    if (member.kind() == ServiceKind.TEACHER_POOL) {
      return metric(member, TARGETS).orElse(Double.NaN);
    }
    double steps = metric(member, STEPS).orElse(Double.NaN);
    return works(member) ? steps : Double.NaN;
  }

  /** Waits until everyone of {@code kind} has ended by itself, which is no death any more. */
  public void awaitEnd(ServiceKind kind, Duration patience) {
    of(kind).forEach(member -> Ending.of(serviceOf(member)).within(patience));
  }

  private OptionalDouble metric(Member member, String name) {
    return services
        .port(member.name())
        .map(port -> MetricsPage.fetch(port).sum(name))
        .orElse(OptionalDouble.empty());
  }

  /**
   * Looks whether everyone who should be is alive.
   *
   * @throws NotRecovered when somebody has died by itself, or ended before its work was done
   */
  public void check() {
    working.forEach(
        (member, process) -> {
          if (!process.isAlive()
              && deaths.isDeath(member.kind(), process.pid(), process.exit().join())) {
            throw new NotRecovered(ended(member));
          }
        });
  }

  private String ended(Member member) {
    ChildService process = serviceOf(member);
    return "%s ended by itself with exit code %d; the end of its log (%s):%n%s"
        .formatted(member.name(), process.exit().join(), process.log(), process.tail(12));
  }

  private ChildService serviceOf(Member member) {
    return Optional.ofNullable(working.get(member))
        .orElseThrow(() -> new IllegalStateException(member.name() + " is not at work"));
  }

  private ChildService removed(Member member) {
    ChildService process = serviceOf(member);
    working.remove(member);
    return process;
  }

  @Override
  public void close() {
    try {
      working.values().stream()
          .filter(ChildService::isAlive)
          .flatMap(process -> ProcessHandle.of(process.pid()).stream())
          .forEach(Signals::thaw);
    } finally {
      services.close();
    }
  }
}
