import { Module } from '@nestjs/common';
import { ReadingModule } from '../reading/reading.module.js';
import { AnswersController } from './answers.controller.js';
import { AnswersService } from './answers.service.js';

@Module({ imports: [ReadingModule], controllers: [AnswersController], providers: [AnswersService] })
export class AnswersModule {}
