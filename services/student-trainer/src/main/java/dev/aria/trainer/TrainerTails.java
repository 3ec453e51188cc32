package dev.aria.trainer;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.runtime.control.StandingStop;
import dev.aria.runtime.kafka.reading.TopicReader;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a trainer hears from the quiet topics of its run. Each is opened on the thread that polls
 * it.
 *
 * @param trainer told of all that comes
 * @param self name of the trainer
 */
record TrainerTails(TrainingRoom room, ActorRef<Trainer.Command> trainer, String self) {
  /**
   * Commands given from now on, and of those before the stop that still stands: for the lead of all
   * that were ever given, for others of those given since their process began. They learn from the
   * log of runs that are over.
   */
  Polling.Source control() {
    TopicReader<ControlRecord> reader = room.control();
    new StandingStop(reader, room.topics().run().name()).order().ifPresent(this::obey);
    return new TopicTail<>(reader, this::obey);
  }

  private void obey(ControlRecord record) {
    if (record instanceof RunCommand order) {
      trainer.tell(new Trainer.Obey(order));
    }
  }

  /** Other trainers that are about to join. */
  Polling.Source arrivals() {
    return new TopicTail<>(room.topics().arrivals(), this::welcome);
  }

  private void welcome(PeerRecord record) {
    if (record instanceof Arrival arrival
        && room.topics().isOurs(arrival)
        && !arrival.trainer().equals(self)) {
      trainer.tell(new Trainer.Arrived(arrival));
    }
  }

  /**
   * The probes of every region.
   *
   * @param readToEnd runs once the trainer has been told of those that are there by now
   */
  Polling.Source probes(Runnable readToEnd) {
    return room.probes(
        new ProbeTail.Outlets(set -> trainer.tell(new Trainer.ProbesBuilt(set)), readToEnd));
  }

  /**
   * A place among the student's trainers.
   *
   * @param onDeal runs whenever the trainer has been told of a deal
   */
  Polling.Source membership(Runnable onDeal) {
    return new Membership(
        room.topics().membership(),
        deal -> {
          trainer.tell(new Trainer.Dealt(deal));
          onDeal.run();
        });
  }

  /** The student's last checkpoint. */
  Polling.Source checkpoints() {
    return new TopicTail<>(room.topics().checkpoints(), this::hear);
  }

  private void hear(CheckpointPublished published) {
    if (room.runEnd().isMarkedBy(published)) {
      trainer.tell(Trainer.LastKept.INSTANCE);
    }
  }
}
