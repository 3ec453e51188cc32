package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.StepReport;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Several trainers of one student: however many there are, the student is the same. */
final class ElasticTrainersIT {
  private static final int SHARDS = 4;
  private static final int STEPS = 300;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir private static Path folder;

  private final List<StartedTrainer> started = new ArrayList<>();
  @RegisterExtension private final TrainerRig rig = new TrainerRig(KAFKA, folder, SHARDS, STEPS);

  @Test
  void trainers_anyNumberOfThem_makeTheSameStudentBitForBit() {
    RunSettings run = rig.run("elastic");
    rig.write(run, 0, 0);
    start(run, "two", 2);
    start(run, "four", 4);
    rig.write(run, 0, STEPS);
    awaitEnds();

    train(run, "one");

    assertThat(List.of(sha(run, "two"), sha(run, "four"))).containsOnly(sha(run, "one"));
    assertThat(reported(run, "four")).hasSize(SHARDS * STEPS);
    assertThat(writers(run, "one")).isEmpty();
    // at least: a trainer that fell behind, as on a slow machine, begins anew under a new name
    assertThat(writers(run, "two")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(writers(run, "four")).hasSizeGreaterThanOrEqualTo(4);
  }

  /** Eight shards over three trainers are three, three and two: subtrees of two and of one. */
  @Test
  void trainers_severalSubtreesEachAndGradientsOfSeveralChunks_makeTheSameStudent() {
    int shards = 8;
    int steps = 20;
    TrainerRig wide = rig.with(shards, steps);
    RunSettings run = wide.run("wide");
    wide.write(run, 0, 0);
    for (int i = 0; i < 3; i++) {
      startWide(wide, run, "three");
    }
    awaitAssignment(run, "three", 3);
    wide.write(run, 0, steps);
    awaitEnds();
    startWide(wide, run, "alone");
    awaitEnds();

    assertThat(sha(run, "three")).isEqualTo(sha(run, "alone"));
    List<GradientChunk> chunks = rig.read(Topics.gradients(run, "three"), 1);
    assertThat(chunks).anyMatch(chunk -> chunk.offset() > 0);
    Map<String, Set<Integer>> subtrees =
        chunks.stream()
            .collect(
                Collectors.groupingBy(
                    GradientChunk::writer,
                    Collectors.mapping(GradientChunk::firstShard, Collectors.toSet())));
    assertThat(subtrees.values()).anySatisfy(held -> assertThat(held).hasSizeGreaterThan(1));
  }

  private void startWide(TrainerRig wide, RunSettings run, String student) {
    started.add(wide.start(run, wide.settings(student, 50, folder.resolve(student), 512)));
  }

  @Test
  void trainers_comingAndGoingInTheMiddle_makeTheSameStudent() {
    RunSettings run = rig.run("changing");
    rig.write(run, 0, 100);
    start(run, "changing");
    rig.awaitCheckpoint(run, "changing", 50);
    StartedTrainer second = start(run, "changing");
    StartedTrainer third = start(run, "changing");
    start(run, "changing");
    awaitAssignment(run, "changing", 4);

    rig.write(run, 100, 200);
    awaitStep(run, "changing", 150);
    second.tellToStop();
    third.tellToStop();
    awaitAssignment(run, "changing", 2);
    rig.write(run, 200, STEPS);
    awaitEnds();
    train(run, "steady");

    assertThat(sha(run, "changing")).isEqualTo(sha(run, "steady"));
    assertThat(reported(run, "changing")).hasSize(SHARDS * STEPS);
  }

  @Test
  void trainer_withAnEmptyFolder_goesOnFromTheAnnouncedCheckpoint() {
    RunSettings run = rig.run("moved");
    rig.write(run, 0, 120);
    StartedTrainer first = start(run, "moved");
    rig.awaitCheckpoint(run, "moved", 100);
    first.tellToStop();
    awaitEnds();
    rig.write(run, 120, STEPS);

    rig.train(run, rig.settings("moved", 50, folder.resolve("elsewhere")));
    train(run, "unmoved");

    assertThat(sha(run, "moved")).isEqualTo(sha(run, "unmoved"));
    assertThat(
            rig.read(Topics.stepReports(run), 0).stream().filter(r -> r.student().equals("moved")))
        .hasSizeLessThan(SHARDS * STEPS + SHARDS * 30);
  }

  private void train(RunSettings run, String student) {
    start(run, student);
    awaitEnds();
  }

  /**
   * All of them are assigned shards when this returns; else the first could be done before the last
   * comes.
   */
  private void start(RunSettings run, String student, int trainers) {
    for (int i = 0; i < trainers; i++) {
      start(run, student);
    }
    awaitAssignment(run, student, trainers);
  }

  private StartedTrainer start(RunSettings run, String student) {
    StartedTrainer trainer = rig.start(run, rig.settings(student, 50));
    started.add(trainer);
    return trainer;
  }

  private void awaitEnds() {
    started.forEach(StartedTrainer::awaitEnd);
    started.clear();
  }

  private static void awaitAssignment(RunSettings run, String student, int trainers) {
    KAFKA.awaitAssignment(Topics.gradients(run, student).name(), trainers);
  }

  private void awaitStep(RunSettings run, String student, long step) {
    Awaitility.await()
        .atMost(TrainerRig.PATIENCE)
        .until(
            () ->
                rig.read(Topics.stepReports(run), 0).stream()
                    .anyMatch(r -> r.student().equals(student) && r.step() >= step));
  }

  /** Trainers whose gradients others have heard of. */
  private Set<String> writers(RunSettings run, String student) {
    return rig.read(Topics.gradients(run, student), 0).stream()
        .map(GradientChunk::writer)
        .collect(Collectors.toSet());
  }

  private String sha(RunSettings run, String student) {
    return rig.last(run, student).weightsSha256();
  }

  /** (step, shard) of the student's reports; reports of one (step, shard) must be equal. */
  private Set<Long> reported(RunSettings run, String student) {
    List<StepReport> reports =
        rig.read(Topics.stepReports(run), SHARDS * STEPS).stream()
            .filter(report -> report.student().equals(student))
            .distinct()
            .toList();
    assertThat(reports).hasSize(SHARDS * STEPS);
    return reports.stream()
        .map(report -> report.step() * SHARDS + report.shard())
        .collect(Collectors.toSet());
  }
}
