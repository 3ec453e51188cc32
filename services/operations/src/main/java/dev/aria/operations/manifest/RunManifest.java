package dev.aria.operations.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A run as a thing of its own: {@code run.json} in its folder.
 *
 * @param format always {@value #FORMAT}
 * @param version of the format
 * @param name of the run
 * @param settings under which it was opened last, by full key, without those of Kafka and Redis
 * @param inputs what it was opened with last, by kind: teacher, its experts, what the student
 *     starts from, pairs, corpus, and the regions once they are known
 * @param openings each time that a command started its services, the first one first
 * @param students what the students that are finished have come to, by name
 */
public record RunManifest(
    String format,
    int version,
    String name,
    Map<String, String> settings,
    Map<String, RunInput> inputs,
    List<RunOpening> openings,
    Map<String, StudentOutcome> students) {
  private static final String FORMAT = "aria-run";
  private static final int VERSION = 1;

  public RunManifest {
    settings = Map.copyOf(settings);
    inputs = Map.copyOf(inputs);
    openings = List.copyOf(openings);
    students = Map.copyOf(students);
    if (!format.equals(FORMAT) || version != VERSION) {
      throw new IllegalArgumentException(
          "it has format %s %d, this reads %s %d".formatted(format, version, FORMAT, VERSION));
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("name is blank");
    }
  }

  /** The run {@code name} before anybody has opened it. */
  public static RunManifest of(String name) {
    return new RunManifest(FORMAT, VERSION, name, Map.of(), Map.of(), List.of(), Map.of());
  }

  /** The same, opened once more, now under {@code newSettings} and with {@code newInputs}. */
  public RunManifest opened(
      RunOpening opening, Map<String, String> newSettings, Map<String, RunInput> newInputs) {
    List<RunOpening> all = new ArrayList<>(openings);
    all.add(opening);
    return new RunManifest(format, version, name, newSettings, newInputs, all, students);
  }

  /** The same with {@code opening} in the place of the last one. */
  public RunManifest withLast(RunOpening opening) {
    List<RunOpening> all = new ArrayList<>(openings.subList(0, Math.max(0, openings.size() - 1)));
    all.add(opening);
    return new RunManifest(format, version, name, settings, inputs, all, students);
  }

  /** The same, where {@code student} has come to {@code outcome}. */
  public RunManifest withStudent(String student, StudentOutcome outcome) {
    Map<String, StudentOutcome> all = new TreeMap<>(students);
    all.put(student, outcome);
    return new RunManifest(format, version, name, settings, inputs, openings, all);
  }

  /** The same with {@code input}, of whose kind there is one. */
  public RunManifest withInput(String kind, RunInput input) {
    Map<String, RunInput> all = new TreeMap<>(inputs);
    all.put(kind, input);
    return new RunManifest(format, version, name, settings, all, openings, students);
  }

  /** What it was opened with last of {@code kind}; empty when that is not known. */
  public Optional<RunInput> input(String kind) {
    return Optional.ofNullable(inputs.get(kind));
  }

  /** What the student of that name has come to; empty when it is not finished. */
  public Optional<StudentOutcome> student(String student) {
    return Optional.ofNullable(students.get(student));
  }

  /** Who opened it first; empty when nobody has. */
  public Optional<RunOpening> first() {
    return openings.stream().findFirst();
  }

  /** Who opened it last; empty when nobody has. */
  public Optional<RunOpening> last() {
    return openings.isEmpty() ? Optional.empty() : Optional.of(openings.get(openings.size() - 1));
  }

  /**
   * Samples sent through the teacher in all openings; empty when one of them was cut short, so that
   * nobody has counted.
   */
  public OptionalLong teacherPasses() {
    long sum = 0;
    for (RunOpening opening : openings) {
      Long passes = opening.counts().get(RunOpening.TEACHER_PASSES);
      if (passes == null) {
        return OptionalLong.empty();
      }
      sum += passes;
    }
    return openings.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
  }
}
