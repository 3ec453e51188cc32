package dev.aria.trainer.exchange;

import dev.aria.models.engine.Arithmetic;
import dev.aria.trainer.checkpoint.Provenance;

/**
 * Who a trainer is to the student's other trainers.
 *
 * @param provenance whose student it trains
 * @param name of the trainer, unlike any other's
 * @param arithmetic that it computes in; gradients taken in another are not summed with its own
 */
public record TrainerIdentity(Provenance provenance, String name, Arithmetic arithmetic) {}
