package dev.aria.trials.study;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.thread.DaemonThreads;
import dev.aria.operations.text.Narration;
import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.StudyLog;
import dev.aria.trials.study.data.StudyMeasure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Trains the runs of a study that are not finished yet, several at a time. */
final class StudyExecution {
  private static final long MINUTES_TO_STOP = 1;

  private final Study study;
  private final LongFunction<StudySplit> maker;
  private final StudyTraining training;
  private final StudyLog finished;
  private final Narration narration;
  private final Map<Long, StudySplit> splits = new HashMap<>();
  private final Map<Long, Integer> pendingOfSeed = new HashMap<>();

  /**
   * @param maker makes the split of a seed
   * @param finished runs that are finished, to which others are added
   */
  StudyExecution(
      Study study,
      LongFunction<StudySplit> maker,
      StudyTraining training,
      StudyLog finished,
      Narration narration) {
    this.study = study;
    this.maker = maker;
    this.training = training;
    this.finished = finished;
    this.narration = narration;
  }

  /**
   * The runs of the study that are not finished.
   *
   * @param contenders names of those that count
   * @param seeds seeds of those that count
   * @throws IllegalArgumentException when one that is finished was trained under other settings
   */
  List<StudyRun> pending(Set<String> contenders, Set<Long> seeds) {
    List<StudyRun> pending =
        study.runs().stream()
            .filter(
                run -> contenders.contains(run.contender().name()) && seeds.contains(run.seed()))
            .filter(run -> !isFinished(run))
            .toList();
    pending.forEach(
        run ->
            study
                .source(run)
                .filter(other -> !pending.contains(other) && !isFinished(other))
                .ifPresent(
                    other -> {
                      throw missing(run, other);
                    }));
    return pending;
  }

  private static IllegalArgumentException missing(StudyRun run, StudyRun source) {
    return new IllegalArgumentException(
        "%s takes its weights from %s, which is not trained; train it first, or name it too"
            .formatted(run, source));
  }

  private boolean isFinished(StudyRun run) {
    Optional<FinishedRun> found = finished.data().of(run.key());
    String settings = training.settingsDigest(run);
    found
        .map(FinishedRun::run)
        .filter(row -> !row.settings().equals(settings))
        .ifPresent(
            row -> {
              throw new IllegalArgumentException(
                  "%s was trained under other settings (digest %s, now %s); delete its line in runs.tsv to train it anew, or take another --results"
                      .formatted(row.run(), row.settings(), settings));
            });
    return found.isPresent();
  }

  /**
   * Trains {@code pending}.
   *
   * @param parallel runs at a time, at least 1
   */
  void finish(List<StudyRun> pending, int parallel) {
    pending.forEach(run -> pendingOfSeed.merge(run.seed(), 1, Integer::sum));
    ExecutorService threads =
        Executors.newFixedThreadPool(parallel, new DaemonThreads("study-run"));
    Map<StudyRun, CompletableFuture<Void>> ends = new LinkedHashMap<>();
    try {
      for (StudyRun run : pending) {
        CompletableFuture<Void> source = source(run, ends);
        ends.put(run, CompletableFuture.runAsync(() -> train(run, source), threads));
      }
      allOrTheFirstFailure(List.copyOf(ends.values())).join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    } finally {
      stop(threads);
    }
  }

  private static CompletableFuture<?> allOrTheFirstFailure(List<CompletableFuture<Void>> ends) {
    CompletableFuture<Void> failure = new CompletableFuture<>();
    CompletableFuture<?>[] watched =
        ends.stream()
            .map(
                end ->
                    end.whenComplete(
                        (nothing, thrown) -> {
                          if (thrown != null) {
                            failure.completeExceptionally(thrown);
                          }
                        }))
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.anyOf(failure, CompletableFuture.allOf(watched));
  }

  /** The end of the run that {@code run} takes its weights from; it was submitted before. */
  private CompletableFuture<Void> source(
      StudyRun run, Map<StudyRun, CompletableFuture<Void>> ends) {
    return study
        .source(run)
        .flatMap(other -> Optional.ofNullable(ends.get(other)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private void train(StudyRun run, CompletableFuture<Void> source) {
    source.join();
    StudySplit split = split(run.seed());
    narration.say("%s: begins".formatted(run));
    FinishedRun trained = training.train(run, split, averaged(run, split));
    synchronized (this) {
      finished.add(trained);
      training.clear(run);
      narration.say(
          "%s: macro %.4f, unpaired %.4f, %.0f s"
              .formatted(
                  run, last(trained, "macro"), last(trained, "unpaired"), trained.run().seconds()));
      if (pendingOfSeed.merge(run.seed(), -1, Integer::sum) == 0) {
        splits.remove(run.seed());
      }
    }
  }

  private static double last(FinishedRun trained, String group) {
    return trained.finals().stream()
        .filter(row -> row.measure() == StudyMeasure.NOISE_MSE && row.group().equals(group))
        .mapToDouble(MeasureRow::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private synchronized StudySplit split(long seed) {
    return splits.computeIfAbsent(
        seed,
        wanted -> {
          narration.say("seed %d: prepares its split and regions".formatted(wanted));
          return maker.apply(wanted);
        });
  }

  private synchronized RegionVector averaged(StudyRun run, StudySplit split) {
    return study
        .source(run)
        .flatMap(other -> finished.data().of(other.key()))
        .map(other -> AveragedWeights.of(other.weights(), study.schedule().steps()))
        .orElseGet(() -> RegionVector.of(split.regions().shares()));
  }

  private void stop(ExecutorService threads) {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(MINUTES_TO_STOP, TimeUnit.MINUTES)) {
        narration.say("not all runs have stopped within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
