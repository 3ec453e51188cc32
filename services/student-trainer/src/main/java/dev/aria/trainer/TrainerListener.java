package dev.aria.trainer;

import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link Trainer} tells others. */
interface TrainerListener {
  /** The student stands at {@code berth}, and waits for {@link Trainer.Begin}. */
  void ready(ActorRef<Trainer.Command> trainer, Berth berth);

  /** Wants to be dealt shards. */
  void joins();

  /** All is learned; the chief is to keep it. */
  void awaitsLast();

  /** Training is over, its last checkpoint is written. */
  void finished();

  /** Training cannot go on. */
  void failed(Throwable cause);
}
