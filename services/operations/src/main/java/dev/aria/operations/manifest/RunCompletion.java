package dev.aria.operations.manifest;

import dev.aria.core.digest.Sha256;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.run.RunStudent;
import dev.aria.operations.status.RunStatus;
import dev.aria.operations.status.StatusReading;
import dev.aria.operations.status.StudentStatus;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a run's finished student has come to into {@code run.json}, and onto its model card.
 */
public final class RunCompletion {
  private static final Logger LOG = LoggerFactory.getLogger(RunCompletion.class);

  private final ManifestFile file;
  private final Settings settings;
  private final RunSettings run;
  private final String student;
  private final Path exported;
  private final Cluster cluster;

  /** For the student of {@code settings}, in the folder {@code files}. */
  public RunCompletion(RunFiles files, Settings settings, Cluster cluster) {
    this(ManifestFile.of(files), settings, cluster);
  }

  /** Adds {@code measures} of a run's student, by name, where its outcome is known. */
  public static void measured(RunFiles files, Settings settings, Map<String, Double> measures) {
    ManifestFile file = ManifestFile.of(files);
    String student = RunStudent.of(settings.config()).name();
    attempt(
        file,
        student,
        () -> file.measured(student, measures).ifPresent(known -> writeCard(settings, known)));
  }

  RunCompletion(ManifestFile file, Settings settings, Cluster cluster) {
    RunStudent known = RunStudent.of(settings.config());
    this.file = file;
    this.settings = settings;
    this.run = settings.run();
    this.student = known.name();
    this.exported = known.network().toAbsolutePath();
    this.cluster = cluster;
  }

  /** Writes it where it is missing: a command may have been cut short just before that. */
  public void completeIfMissing() {
    attempt(
        file,
        student,
        () -> {
          if (file.read().filter(known -> !known.students().containsKey(student)).isPresent()) {
            write();
          }
        });
  }

  /** Whether the student has learned all steps and its file is there. */
  boolean isDue() {
    try {
      return StatusReading.read(cluster, run).flatMap(this::finished).isPresent();
    } catch (RuntimeException e) {
      LOG.warn("whether student '{}' is finished cannot be read: {}", student, e.getMessage());
      return false;
    }
  }

  /**
   * Writes it; nothing when the student has no last checkpoint or its file is elsewhere. A student
   * that is finished stays so where nobody can write that down.
   */
  public void complete() {
    attempt(file, student, this::write);
  }

  private static void attempt(ManifestFile file, String student, Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException e) {
      LOG.warn("{} does not tell of student '{}': {}", file.path(), student, e.getMessage());
    }
  }

  private Optional<StudentStatus> finished(RunStatus status) {
    return status.students().stream()
        .filter(one -> one.name().equals(student) && one.isFinished(run.steps()))
        .filter(one -> Files.exists(exported))
        .findFirst();
  }

  private void write() {
    Optional<RunStatus> status = StatusReading.read(cluster, run);
    Optional<StudentStatus> finished = status.flatMap(this::finished);
    if (status.isEmpty() || finished.isEmpty()) {
      return;
    }
    RunManifest completed = file.update(before -> completed(before, status.get(), finished.get()));
    writeCard(settings, completed);
  }

  private static void writeCard(Settings settings, RunManifest manifest) {
    try {
      new RunCard(settings, Optional.of(manifest)).writeBesideStudent();
    } catch (RuntimeException e) {
      LOG.warn(
          "the model card of student '{}' is not up to date: {}",
          RunStudent.of(settings.config()).name(),
          e.getMessage());
    }
  }

  private RunManifest completed(RunManifest before, RunStatus status, StudentStatus finished) {
    RunManifest after =
        before
            .withInput(
                InputDigests.CORPUS, InputDigests.corpus(run.corpus(), cluster, before.inputs()))
            .withStudent(student, outcome(before, status, finished));
    return status.regions().map(map -> after.withInput("regions", regions(map))).orElse(after);
  }

  private static RunInput regions(RegionMapRecord map) {
    String digest = map.digest().matches("[0-9a-f]{64}") ? map.digest() : "";
    return new RunInput(map.corpus(), digest, Map.of("regions", Integer.toString(map.regions())));
  }

  /**
   * What was counted and measured of the very same file stands: the run was only opened once more.
   */
  private StudentOutcome outcome(RunManifest before, RunStatus status, StudentStatus finished) {
    long steps = finished.checkpoint().orElseThrow().step();
    Map<String, Long> counts = new TreeMap<>();
    counts.put(StudentOutcome.STEPS, steps);
    counts.put(StudentOutcome.SAMPLES, steps * run.batch());
    String sha256 = digest();
    Optional<StudentOutcome> same =
        before.student(student).filter(known -> known.sha256().equals(sha256));
    same.map(known -> known.counts().get(RunOpening.TEACHER_PASSES))
        .ifPresent(passes -> counts.put(RunOpening.TEACHER_PASSES, passes));
    before.teacherPasses().ifPresent(passes -> counts.put(RunOpening.TEACHER_PASSES, passes));
    Map<String, Double> measures =
        new TreeMap<>(same.map(StudentOutcome::measures).orElse(Map.of()));
    if (!Double.isNaN(finished.loss())) {
      measures.put("loss", finished.loss());
    }
    Map<String, Double> ratios = new TreeMap<>();
    status.regions().ifPresent(map -> track(map, status.weights(), measures, ratios));
    return new StudentOutcome(exported.toString(), sha256, counts, measures, ratios);
  }

  /** Weights of another map tell nothing of these regions. */
  private static void track(
      RegionMapRecord map,
      Optional<SamplingWeights> weights,
      Map<String, Double> measures,
      Map<String, Double> ratios) {
    if (weights.filter(found -> found.regionMapDigest().equals(map.digest())).isEmpty()) {
      return;
    }
    double natural = 0;
    for (int region = 0; region < map.regions(); region++) {
      double ratio = weights.get().regions().get(region).ratio();
      natural += map.shares().get(region) * ratio;
      ratios.put(map.names().get(region), ratio);
    }
    measures.put("tracked-ratio-natural", natural);
    measures.put(
        "tracked-ratio-worst",
        ratios.values().stream().mapToDouble(Double::doubleValue).max().orElse(natural));
  }

  private String digest() {
    try {
      return Sha256.of(exported);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + exported, e);
    }
  }
}
