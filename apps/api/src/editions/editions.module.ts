import { Module } from '@nestjs/common';
import { EditionOrders } from './edition-orders.service.js';
import { EditionsController } from './editions.controller.js';
import { EditionsService } from './editions.service.js';

@Module({ controllers: [EditionsController], providers: [EditionOrders, EditionsService] })
export class EditionsModule {}
