package dev.aria.operations.status;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands.
 *
 * @param drawn global steps drawn
 * @param taught global steps that the teacher has answered in every shard
 * @param students those that have reported or published a checkpoint, by name
 * @param weights latest weights
 * @param command last order that stands, so none to write a checkpoint
 * @param regions the corpus's newest region map
 * @param standings where each service stands against the log
 */
public record RunStatus(
    long drawn,
    long taught,
    List<StudentStatus> students,
    Optional<SamplingWeights> weights,
    Optional<RunCommand> command,
    Optional<RegionMapRecord> regions,
    List<Standing> standings) {
  public RunStatus {
    standings = List.copyOf(standings);
    students = List.copyOf(students);
  }
}
